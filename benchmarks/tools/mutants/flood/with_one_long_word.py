# Caught by: mention
def df_tool(params):
    import json

    external_apis["host_log_message_to_world"]({"message": "Ding."})
    return json.dumps({"message": "dong " * 1000})
