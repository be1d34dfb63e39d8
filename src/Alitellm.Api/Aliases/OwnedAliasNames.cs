using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>Alias names written to one LiteLLM proxy.</summary>
public sealed class OwnedAliasNames
{
    /// <summary>The proxy's normalised base URL.</summary>
    [Required]
    public string Endpoint { get; set; } = "";

    /// <summary>The names, sorted.</summary>
    public IList<string>? Names { get; set; }
}
