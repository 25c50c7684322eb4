"""The typeface of drawn pictures: a part of Noto Sans CJK SC under the SIL Open Font License (OFL.txt beside it)."""
