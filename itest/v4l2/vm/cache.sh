# Where the guest's kernel is kept: read by run and setup. Outside target, so that a clean build does not download it again.
CACHE=${V4L2_VM_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var}/.cache}/obscura/v4l2-vm}

die() {
    echo "${0##*/}: $*" >&2
    exit 125
}
