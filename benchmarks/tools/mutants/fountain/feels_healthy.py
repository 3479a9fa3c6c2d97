# Caught by: works
def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    for soul in souls:
        external_apis["host_set_soul_status"]({"soul_id": soul["id"], "status": "healed"})
    return json.dumps({"message": "The water closes all wounds."})
