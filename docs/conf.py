"""How the site is built: ``sphinx-build -n -W docs docs/_build``, English and Russian pages in one go."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "rnms"
author = "The rnms authors"
project_copyright = author
version = release = version_of("rnms")

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "myst_nb",
    "sphinx_design",
    "sphinx_copybutton",
    "generated_pages",
    "public_names",
    "two_languages",
    "both_searched",
    "typography",
    "runnable",
]
exclude_patterns = ["_build", "_examples", "_ext", "jupyter_execute"]
nitpicky = True
# Dashes alone: official titles are exact, their quotation marks too.
smartquotes_action = "D"

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
# Not cached: the cache knows the pages, not the package that they show.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
toc_object_entries_show_parents = "hide"
python_use_unqualified_type_names = True
add_module_names = False
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "pydata_sphinx_theme"
html_title = "rnms"
html_static_path = ["_static"]
html_css_files = ["rnms.css"]
templates_path = ["_templates"]
html_show_sourcelink = False
html_copy_source = False
html_search_language = "both"
html_additional_pages = {"search-ru": "search-ru.html"}
html_theme_options = {
    "navbar_start": ["navbar-logo"],
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["languages", "search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": True,
    "navigation_with_keys": False,
    "show_nav_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def setup(app: Sphinx) -> None:
    """Let tables be shown as they are."""
    app.add_lexer("csv", TextLexer)
