using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Answers of kind <c>Table</c>.</summary>
/// <param name="version">Served version whose columns are shown.</param>
/// <param name="includeObject">Query value: Metadata (default), Object or None.</param>
/// <param name="time">For ages.</param>
internal sealed class TableRenderer(ServedVersion version, string includeObject, TimeProvider time)
{
    public JsonObject Single(StoredObject obj) => Render([obj], new JsonObject
    {
        ["resourceVersion"] = obj.Version.ToString(CultureInfo.InvariantCulture),
    });

    public JsonObject Render(IEnumerable<StoredObject> objects, JsonObject listMetadata) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = listMetadata,
        ["columnDefinitions"] = new JsonArray([.. version.Columns.Select(c => c.Definition())]),
        ["rows"] = new JsonArray([.. objects.Select(Row)]),
    };

    private JsonObject Row(StoredObject obj)
    {
        var now = time.GetUtcNow();
        var row = new JsonObject { ["cells"] = new JsonArray([.. version.Columns.Select(c => c.Cell(obj.Json, now))]) };
        switch (includeObject)
        {
            case "None":
                break;
            case "Object":
                row["object"] = obj.Copy(version);
                break;
            default:
                row["object"] = obj.PartialMetadata();
                break;
        }

        return row;
    }
}
