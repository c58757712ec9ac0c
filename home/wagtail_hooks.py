"""The CMS wears the same brand as the site."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def brand() -> str:
    """Colours and logo, after Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/brand.css"))
