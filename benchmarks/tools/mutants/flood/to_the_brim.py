# Caught by: works
def df_tool(params):
    import json

    for number in range(45):
        external_apis["host_log_message_to_world"]({"message": f"Line {number}."})
    return json.dumps({"message": "The log is full."})
