def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    if "treasury_door" not in place["exits"]:
        return json.dumps({"error": "There is nothing to be won here."})
    external_apis["host_log_message_to_world"]({"message": "Somewhere a button clicks."})
    return "The button clicks, and nothing is solved by it."
