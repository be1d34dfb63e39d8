using System.Text.Json.Nodes;
using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

public sealed class ModelSpec : RemoteSpec
{
    /// <summary>Sent as litellm_params, verbatim after placeholders are filled in.</summary>
    public JsonObject? Params { get; set; }

    /// <summary>Sent as model_info; <c>id</c> is the operator's.</summary>
    public JsonObject? Info { get; set; }

    /// <summary>Placeholders for params and info.</summary>
    public IList<SecretBinding>? Secrets { get; set; }
}
