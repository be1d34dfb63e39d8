namespace Alitellm.LiteLLM;

/// <summary>What a failed call means for the caller.</summary>
public enum LiteLLMErrorClass
{
    /// <summary>Nothing is known to be wrong with the request: back off and try again. See <see cref="LiteLLMException.Unclear"/>.</summary>
    Transient,

    /// <summary>LiteLLM, or something in front of it, asked for fewer requests; <see cref="LiteLLMException.RetryAfter"/> says how long when it said so.</summary>
    Throttled,

    /// <summary>The key is missing, wrong, or not an admin's.</summary>
    Unauthorized,

    /// <summary>No such entry, or no such route (<see cref="LiteLLMException.RouteMissing"/>).</summary>
    NotFound,

    /// <summary>An entry with this id or name exists.</summary>
    AlreadyExists,

    /// <summary>LiteLLM understood the request and refuses it; the same request will be refused again.</summary>
    Rejected,

    /// <summary>The request uses a feature that needs a LiteLLM Enterprise licence.</summary>
    LicenceRequired,

    /// <summary>The answer is larger than the client accepts. Nothing of it was used.</summary>
    TooLarge,

    /// <summary>Nothing was sent: the endpoint failed too often in a row and is given a pause.</summary>
    CircuitOpen,
}
