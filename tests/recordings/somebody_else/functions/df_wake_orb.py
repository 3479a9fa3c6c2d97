def df_wake_orb(params):
    # The Orb of Ingenuity asks the front end for a tool description.
    # No Host API is needed for this.
    return "EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION"
