# METADATA
# scope: subpackages
# description: all below
# METADATA
# title: the package
package documents

# METADATA
# scope: document
# title: the document
# custom: {n: 1.50, when: soon}

# METADATA
# title: the first
a if input.x

# METADATA
# title: the second
a if input.y

b.c[x] contains y if some x, y in input.z

# METADATA
# entrypoint: true
# compile: {unknowns: [input.user], mask_rule: mask}
include if data.roles[_].name == input.user
