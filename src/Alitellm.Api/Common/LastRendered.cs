using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What was last written to LiteLLM, as hashes: no secret can be recovered from it.</summary>
public abstract class LastRendered
{
    /// <summary>
    /// <c>v2:</c> and the SHA-256 of the canonical body before secrets are filled in. Another prefix is another operator's and is back-filled.
    /// </summary>
    public string? Hash { get; set; }

    /// <summary>HMAC of the secret values in use, keyed by a key derived from the master key.</summary>
    public string? SecretsHash { get; set; }

    /// <summary>The Secrets the hash was taken from, so that a rotated master key is told from a rotated secret.</summary>
    public IList<SecretVersion>? Secrets { get; set; }

    /// <summary>When LiteLLM was last written.</summary>
    public DateTime? At { get; set; }

    /// <summary>The LiteLLM id under the kind's own name (modelID, teamID, …).</summary>
    [JsonIgnore]
    public abstract string? RemoteId { get; set; }
}
