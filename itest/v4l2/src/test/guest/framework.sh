# A running framework, driven through its shell: commands go into a pipe, what they print is awaited line by line.
# Needs JAR and OUT; LISTED is how the id of the camera begins. Each step leaves OUT/NAME.out (what was printed) and OUT/NAME.properties (how long it took).

shopt -s extglob
JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
FRAMEWORK=

now() { # milliseconds
    local seconds
    read -r seconds _ </proc/uptime
    echo $((10#${seconds/./} * 10))
}

await() { # SECONDS COMMAND...: until the command succeeds; for what the kernel gives no event for
    local end=$(($(now) + $1 * 1000))
    shift
    until "$@"; do
        [ "$(now)" -lt $end ] || return 1
        sleep 0.3
    done
}

framework_start() {
    mkfifo stdin stdout
    $JAVA -jar "$JAR" <stdin >stdout 2>stderr &
    FRAMEWORK=$!
    exec 5>stdin 6<stdout
    : >log
}

# PATTERN SECONDS: what the framework prints, up to a line that fits, goes to the log.
read_to() {
    local end=$(($(now) + $2 * 1000)) left line
    while left=$((end - $(now))) && [ $left -gt 0 ] && IFS= read -r -u 6 -t $((left / 1000 + 1)) line; do
        printf '%s\n' "$line" >>log
        # shellcheck disable=SC2254 # a pattern
        case $line in $1) return ;; esac
    done
    return 1
}

# NAME SECONDS COMMAND [SIGNAL]: one shell command, up to the line that is echoed after it and to the camera's signal.
shell() {
    local name=$1 limit=$2 command=$3 signal=${4:-} start took timeout=false log_from errors_from
    log_from=$(($(wc -c <log) + 1))
    errors_from=$(($(wc -c <stderr) + 1))
    start=$(now)
    printf '%s\necho "@done %s"\n' "$command" "$name" >&5
    read_to "*@done $name" "$limit" || timeout=true
    took=$(($(now) - start))
    [ -z "$signal" ] || tail -c +$log_from log | grep -qE "$signal" || read_to "*@(${signal//|/|*})*" 60 || echo "$name: no signal"
    { tail -c +$log_from log | grep -v '@done'; tail -c +$errors_from stderr; } | head -c 20000 >"$OUT/$name.out"
    printf 'millis=%s\ntimeout=%s\n' $took $timeout >"$OUT/$name.properties"
    echo "$name: $took ms: $(grep -vE '(PROPERTY|STATUS|DEVICE)_CHANGED|IMAGE_(EXPOSED|CAPTURED|METADATA)' "$OUT/$name.out" | head -c 600 | tr '\n' '|')"
    [ $timeout = false ] || timeout 20 jcmd $FRAMEWORK Thread.print >"$OUT/$name.stacks" 2>&1
}

# NAME OPTIONS [SUFFIX]: a picture in OUT.
capture() {
    shell "$1" 300 "camera:capture $2 -o $OUT/$1.${3:-jpg}" 'IMAGE_SAVED|CAPTURE_FAILED'
}

# NAME: lists the devices until the camera is listed.
await_listed() {
    await 180 listed "$1" || echo "$1: the camera was not listed within 180 s"
}

# NAME: lists the devices until the camera is no longer listed.
await_unlisted() {
    await 180 unlisted "$1" || echo "$1: the camera was still listed after 180 s"
}

listed() {
    shell "$1" 180 camera:devices
    grep -q "^${LISTED:-webcam:vivid}" "$OUT/$1.out"
}

unlisted() { ! listed "$1"; }

children() { cat /proc/$FRAMEWORK/task/*/children 2>/dev/null | wc -w; }

# What the framework's open files are.
open_files() { find /proc/$FRAMEWORK/fd -type l -printf '%l\n' 2>/dev/null | sort; }

# NUMBER: true if there are no more than so many children. One that has looked for cameras needs a while to be gone.
children_within() { [ "$(children)" -le "$1" ]; }

# Takes threads, children and open files for vitals, at one moment: a search for cameras needs more of each for a while.
measure() {
    threads >threads
    CHILDREN=$(children)
    open_files >files
    FILES=$(wc -l <files)
}

# CHILDREN FILES: measures; true if there are no more than so many of both.
holds_within() { measure; [ "$CHILDREN" -le "$1" ] && [ "$FILES" -le "$2" ]; }

# The framework's threads by the first letters of their names, without those of the virtual machine and the shell that come and go.
threads() {
    cat /proc/$FRAMEWORK/task/*/comm 2>/dev/null | sed 's/[-# ]*[0-9]*$//' | grep -vE '^(C1 Compiler|process reaper|session-)' | sort
}

# FILE: measures; true if no thread exists that is not in the file. A thread of a pool needs a while to find out that it is not needed.
threads_as_in() { measure; [ -z "$(comm -13 "$1" threads)" ]; }

# NAME: what the framework held when it was measured last: its threads, its child processes and open files, and what it has printed so far.
vitals() {
    cp threads "$OUT/$1.threads"
    cp files "$OUT/$1.files"
    printf 'children=%s\nfiles=%s\nlog.bytes=%s\n' "$CHILDREN" "$FILES" "$(cat log stderr | wc -c)" >"$OUT/$1.properties"
}
