using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>One entry of <c>managedFields</c>.</summary>
internal sealed record ManagerEntry(FieldWriter Writer, FieldSet Fields, string Time)
{
    public static ManagerEntry FromJson(JsonObject json) => new(
        new FieldWriter(
            Metadata.Text(json, "manager"),
            Metadata.Text(json, "operation"),
            Metadata.Text(json, "apiVersion"),
            Metadata.Text(json, "subresource")),
        json["fieldsV1"] is JsonObject fields ? FieldSet.FromJson(fields) : FieldSet.Empty,
        Metadata.Text(json, "time"));

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["apiVersion"] = Writer.ApiVersion,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
            ["manager"] = Writer.Manager,
            ["operation"] = Writer.Operation,
        };
        if (Writer.Subresource.Length > 0)
        {
            json["subresource"] = Writer.Subresource;
        }

        json["time"] = Time;
        return json;
    }

    /// <summary>Appliers are told apart by name and subresource; the version they wrote in does not matter.</summary>
    public bool IsOf(FieldWriter writer) =>
        Writer.Manager == writer.Manager && Writer.Operation == writer.Operation && Writer.Subresource == writer.Subresource;
}
