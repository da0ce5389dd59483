"""Pages that are no list, one module each: what stands on them, as plain data that the API gives as it is."""
