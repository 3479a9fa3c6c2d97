# Caught by: another soul
def df_tool(params):
    import json

    soul = json.loads(external_apis["host_get_entity_data"]({"entity_id": "soul_ben"}))
    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": soul["location_id"]})
    )
    return json.dumps({"message": f"Ben is in {place['name']}."})
