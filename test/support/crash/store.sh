#!/bin/sh
# an external store: what comes on standard input is there as a whole or not at all
cat > "$1.new" && mv "$1.new" "$1"
