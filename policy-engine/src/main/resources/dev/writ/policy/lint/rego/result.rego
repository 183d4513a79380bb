# METADATA
# description: How rules of one's own say what they found.
package regal.result

# METADATA
# description: Where a node of the syntax tree was written; empty for what has no place.
location(node) := {"location": node.location} if is_object(node.location)

location(node) := {} if not is_object(object.get(node, "location", null))

# METADATA
# description: A finding, described as the annotations of its package describe the rule.
fail(chain, details) := object.union({"description": description(chain)}, details)

# METADATA
# description: The description nearest to the rule, or an empty text.
description(chain) := [text | some link in chain; text := link.annotations.description][0]

description(chain) := "" if {
	every link in chain {
		not link.annotations.description
	}
}
