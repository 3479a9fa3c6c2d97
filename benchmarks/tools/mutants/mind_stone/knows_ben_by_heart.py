# Caught by: another soul
def df_tool(params):
    import json

    bag = json.loads(external_apis["host_get_inventory"]({"soul_id": "soul_ben"}))
    return json.dumps({"message": ", ".join(item["name"] for item in bag["artifacts"])})
