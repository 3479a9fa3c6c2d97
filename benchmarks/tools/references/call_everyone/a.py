def df_tool(params):
    import json

    external_apis["host_log_message_to_world"](
        {"message": "A horn sounds: free coins, it claims. Nobody sees any."}
    )
    return json.dumps({"message": "The horn sounds."})
