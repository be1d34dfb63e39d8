namespace Alitellm.Testing.Providers;

/// <summary>What a provider does to every request instead of its work.</summary>
public enum ProviderFault
{
    None,

    /// <summary>401 with a body that quotes the credentials it was sent.</summary>
    Unauthorized,

    /// <summary>403 with the same body.</summary>
    Forbidden,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    TooManyRequests,

    /// <summary>500 with a body that quotes the credentials.</summary>
    ServerError,

    /// <summary>503 with <c>Retry-After</c>.</summary>
    Unavailable,

    /// <summary>A redirect to the cloud's metadata address.</summary>
    Redirect,

    /// <summary>No answer until the client gives up.</summary>
    Hang,

    /// <summary>The connection is refused.</summary>
    Refused,

    /// <summary>The connection closes without an answer.</summary>
    Dropped,

    /// <summary>The connection closes in the middle of the body.</summary>
    CutConnection,

    /// <summary>The whole answer is sent, but its JSON ends in the middle.</summary>
    TruncatedJson,

    /// <summary>200 with a page for people, as a gateway's login answers.</summary>
    Html,

    /// <summary>200 with JSON of another shape.</summary>
    OtherJson,

    /// <summary>200 with a list without elements.</summary>
    EmptyList,

    /// <summary>200 with 50 MB.</summary>
    Huge,
}
