"""Ways of running Jigsaw: demo, service, test. Chosen by DJANGO_SETTINGS_MODULE; the command line's default
is demo.
"""
