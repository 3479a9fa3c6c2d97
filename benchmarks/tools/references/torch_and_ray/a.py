def df_tool(params):
    import json

    call = external_apis["host_call_function"]
    for name in ("df_user_torch", "df_user_ray"):
        reply = json.loads(call({"name": name, "params": params}))
        if not reply["success"]:
            return json.dumps({"error": reply["error"]})
    return json.dumps({"message": "Fire and frost at once."})
