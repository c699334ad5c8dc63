# A running framework, driven through its shell: commands go into a pipe, what they print is awaited line by line.
# Needs JAR and OUT. Each step leaves OUT/NAME.out (what was printed) and OUT/NAME.properties (how long it took).

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
        sleep 0.1
    done
}

framework_start() {
    mkfifo stdin stdout
    $JAVA -jar "$JAR" <stdin >stdout 2>stderr &
    FRAMEWORK=$!
    exec 5>stdin 6<stdout
    : >log
}

# LINE SECONDS: what the framework prints up to a line that ends so goes to the log.
read_to() {
    local end=$(($(now) + $2 * 1000)) left line
    while left=$((end - $(now))) && [ $left -gt 0 ] && IFS= read -r -u 6 -t $((left / 1000 + 1)) line; do
        case $line in *"$1") return ;; esac
        printf '%s\n' "$line" >>log
    done
    return 1
}

# NAME SECONDS COMMAND: one shell command, up to the line that is echoed after it.
shell() {
    local name=$1 limit=$2 command=$3 start took timeout=false log_from errors_from
    log_from=$(($(wc -c <log) + 1))
    errors_from=$(($(wc -c <stderr) + 1))
    start=$(now)
    printf '%s\necho "@done %s"\n' "$command" "$name" >&5
    read_to "@done $name" "$limit" || timeout=true
    took=$(($(now) - start))
    { tail -c +$log_from log; tail -c +$errors_from stderr; } | head -c 20000 >"$OUT/$name.out"
    printf 'millis=%s\ntimeout=%s\n' $took $timeout >"$OUT/$name.properties"
    echo "$name: $took ms: $(head -c 300 "$OUT/$name.out" | tr '\n' '|')"
    [ $timeout = false ] || timeout 20 jcmd $FRAMEWORK Thread.print >"$OUT/$name.stacks" 2>&1
}

children() { cat /proc/$FRAMEWORK/task/*/children 2>/dev/null | wc -w; }

# NAME: what the framework holds now. The names of its threads, its child processes, its open files.
vitals() {
    cat /proc/$FRAMEWORK/task/*/comm 2>/dev/null | sort >"$OUT/$1.threads"
    {
        echo "children=$(children)"
        echo "files=$(ls /proc/$FRAMEWORK/fd | wc -l)"
        echo "log.bytes=$(cat log stderr | wc -c)"
    } >"$OUT/$1.properties"
}
