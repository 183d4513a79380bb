package writ.access

import data.writ.principal
import data.writ.settings.access as settings

# METADATA
# title: Visible sensitivities
# description: What the reader may see unmasked; only a role that grants this access can add to it.
# scope: document
# custom:
#   controls:
#     - WRIT-06
visible contains sensitivity if some sensitivity in settings.open_sensitivities

visible contains sensitivity if {
	some role in granting_roles
	some sensitivity in settings.unmask[role]
}

# METADATA
# title: Masked columns
# description: Every column whose sensitivity is not visible to the reader, an unheard-of sensitivity included.
# custom:
#   controls:
#     - WRIT-06
masked_columns contains column.name if {
	some column in dataset.columns
	not column.sensitivity in visible
}

# METADATA
# title: Obligations
# description: What whoever serves the data must do with it; only an allowed access has any.
# scope: document
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
obligations contains {"type": "row_filter", "column": dataset.row_filter_column, "equals": principal.region} if {
	allow
	dataset.row_filter_column != null
	not dataset.anonymised
}

obligations contains {"type": "column_mask", "columns": [column | some column in masked_columns]} if {
	allow
	count(masked_columns) > 0
}
