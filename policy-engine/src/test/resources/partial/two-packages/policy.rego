package app
import data.lib
allow if lib.ok
