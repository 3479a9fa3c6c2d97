# Caught by: another soul
def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    external_apis["host_log_message_to_world"]({"message": f"Ada calls from {place['name']}."})
    return json.dumps({"message": "You are heard."})
