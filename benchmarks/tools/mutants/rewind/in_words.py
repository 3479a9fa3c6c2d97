# Caught by: works
def df_tool(params):
    import json

    external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    return json.dumps({"message": "The sand remembers this room."})
