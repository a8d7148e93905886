"""One design system for every face: macros, layouts, styles, scripts and a browsable gallery."""
