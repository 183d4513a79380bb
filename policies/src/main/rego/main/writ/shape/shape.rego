# METADATA
# scope: package
# title: Shapes of values
# description: What a value must look like before a rule trusts it to be what its name says.
# custom:
#   controls:
#     - WRIT-05
package writ.shape

# METADATA
# title: Filled-in text
# description: Holds for a string that is more than white space.
# custom:
#   controls:
#     - WRIT-05
filled_in(text) if {
	is_string(text)
	trim_space(text) != ""
}

# METADATA
# title: Whole number
# description: Holds for a number without a fraction, zero or greater.
# custom:
#   controls:
#     - WRIT-05
whole(number) if {
	is_number(number)
	number >= 0
	floor(number) == number
}
