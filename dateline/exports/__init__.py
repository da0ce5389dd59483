"""The record in the forms that other tools read, one module a format; docs/exports.md says what each carries and loses.

Rows come out of the views, so what people corrected is exported as corrected, and what they rejected is not.
"""
