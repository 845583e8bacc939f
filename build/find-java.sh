# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
#
# Sets java_home to a JDK that is new enough, or says what is wanted and ends the script that reads
# this.

needed=25

# Prints the major version of a JDK's folder, from the file that every JDK since 9 has.
major_of() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Prints the folder that a java command is in, through its symbolic links.
home_of() {
  found=$1
  while [ -h "$found" ]; do
    target=$(readlink "$found")
    case $target in
      /*) found=$target ;;
      *) found=$(dirname "$found")/$target ;;
    esac
  done
  (cd "$(dirname "$found")/.." 2>/dev/null && pwd -P)
}

java_home=
seen=

# Takes the folder if it is a JDK that is new enough.
try() {
  [ -z "$java_home" ] && [ -x "$1/bin/java" ] || return 0
  major=$(major_of "$1")
  [ -n "$major" ] || return 0
  if [ "$major" -ge "$needed" ] && [ -x "$1/bin/javac" ]; then
    java_home=$1
  else
    seen="$seen  Java $major in $1
"
  fi
}

[ -z "${JAVA_HOME:-}" ] || try "$JAVA_HOME"
java=$(command -v java) && try "$(home_of "$java")"
for folder in \
  /usr/lib/jvm/* /usr/java/* /usr/local/java/* /usr/local/jdk* /opt/java/* /opt/jdk* /opt/*/jdk* \
  "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdk/* "$HOME"/.local/share/mise/installs/java/* \
  "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
  "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
  try "$folder"
done

if [ -z "$java_home" ]; then
  [ -n "$seen" ] && seen="Found, but not a JDK of that age:
$seen"
  printf '%s\n' "Trunkline needs a JDK of version $needed or newer, and none was found in JAVA_HOME, on the" \
    "PATH, or in the usual folders. ${seen}Install one (Debian: apt-get install openjdk-25-jdk;" \
    "macOS: brew install openjdk; or Temurin, or SDKMAN), or set JAVA_HOME to it." >&2
  exit 1
fi
