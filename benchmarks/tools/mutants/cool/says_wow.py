# Caught by: works
def df_tool(params):
    import json

    external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    return json.dumps({"message": "Wow! Everything sparkles!"})
