# Sourced by the scripts beside it: JDK is the home of a JDK 25 or newer.
JDK=""
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -x "$home/bin/java" ] && "$home/bin/java" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])'; then
    JDK=$home
    break
  fi
done
[ -n "$JDK" ] || { echo "A JDK 25 or newer is needed: set JAVA_HOME to it." >&2; exit 1; }
