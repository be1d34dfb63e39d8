using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Models;

/// <summary>What LiteLLM should have for a model.</summary>
public sealed class ModelSpec : RemoteSpec
{
    /// <summary>Sent as litellm_params, as it is once placeholders are filled in. A useful model has at least model, such as openai/gpt-4o.</summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>
    /// Sent as model_info, as it is once placeholders are filled in. The key id belongs to the operator. Without access_groups the operator's
    /// default access group is added.
    /// </summary>
    [PreserveUnknownFields]
    public JsonObject? Info { get; set; }

    /// <summary>Values for the placeholders in params and info.</summary>
    public IList<SecretBinding>? Secrets { get; set; }
}
