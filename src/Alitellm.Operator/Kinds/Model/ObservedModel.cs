using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Model;

/// <summary>A model row as LiteLLM's list shows it.</summary>
internal sealed class ObservedModel : IObservedEntry
{
    /// <summary>Move without anybody having edited the row.</summary>
    private static readonly string[] s_volatile = ["created_at", "updated_at"];

    private ObservedModel(string id, ModelRow row)
    {
        Id = id;
        Name = row.ModelName;
        Params = row.Params;
        Info = row.Info;
        Marker = Remote.Content.Marker.TryRead(row.Info, out var marker) ? marker : null;
        Fingerprint = FingerprintOf(row);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>litellm_params: decrypted, secrets removed or masked.</summary>
    public JsonObject Params { get; }

    /// <summary>model_info: what is stored and about fifty generated facts.</summary>
    public JsonObject Info { get; }

    public string Fingerprint { get; }

    public Marker? Marker { get; }

    public string? CreatedBy => Info["created_by"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Rows of the proxy's configuration file refuse every write.</summary>
    public bool IsWritable => Info["db_model"] is not JsonValue value || value.GetValueKind() != JsonValueKind.False;

    /// <returns>The row, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedModel? From(ModelRow row)
    {
        return row.Id is { Length: > 0 } id ? new(id, row) : null;
    }

    private static string FingerprintOf(ModelRow row)
    {
        var info = row.Info.DeepClone().AsObject();
        foreach (var key in s_volatile)
        {
            info.Remove(key);
        }

        return ContentHash.Of(new JsonObject { ["model_name"] = row.ModelName, ["litellm_params"] = row.Params.DeepClone(), ["model_info"] = info });
    }
}
