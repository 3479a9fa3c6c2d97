def df_initiate_orb_tool_creation(params):
    # The Orb does nothing by itself: this one word makes the game ask its bearer for a wish.
    return "EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION"
