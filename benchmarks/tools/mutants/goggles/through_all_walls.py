# Caught by: says so
def df_tool(params):
    import json

    wall = json.loads(
        external_apis["host_get_environment_object_data"]({"object_id": "inscription"})
    )
    return json.dumps({"message": f"You read: {wall['details']['text']}"})
