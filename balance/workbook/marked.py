def marked(source, county, lang, password=""):
    return "x.xlsx", b""
