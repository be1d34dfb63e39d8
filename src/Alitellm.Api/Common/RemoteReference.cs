namespace Alitellm.Api.Common;

/// <summary>A LiteLLM entry.</summary>
public sealed class RemoteReference
{
    /// <summary>Its id in LiteLLM.</summary>
    public string? Id { get; set; }

    /// <summary>Its name in LiteLLM.</summary>
    public string? Name { get; set; }

    /// <summary>The Connection it is reached through.</summary>
    public string? Connection { get; set; }

    /// <summary>When it was last seen; refreshed only when something else is written anyway.</summary>
    public DateTime? LastObserved { get; set; }
}
