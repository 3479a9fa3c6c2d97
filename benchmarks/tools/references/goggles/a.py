def df_tool(params):
    import json

    if params["location_id"] != "grotto":
        return json.dumps({"error": "There is nothing hidden here that the goggles could show."})
    wall = json.loads(
        external_apis["host_get_environment_object_data"]({"object_id": "inscription"})
    )
    return json.dumps({"message": f"Through the goggles you read: {wall['details']['text']}"})
