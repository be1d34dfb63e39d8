namespace Alitellm.LiteLLM;

/// <summary>What one attempt says of the endpoint, as opposed to the request.</summary>
internal enum EndpointHealth
{
    /// <summary>It answered.</summary>
    Alive,

    /// <summary>It answered, but in a way that proves neither health nor illness: a 500 on a write is often about the object.</summary>
    Doubtful,

    /// <summary>Nothing was learned: the caller gave up, or the request was not sent.</summary>
    Unknown,

    /// <summary>No answer, or one that only a gateway gives when LiteLLM is away.</summary>
    Failed,
}
