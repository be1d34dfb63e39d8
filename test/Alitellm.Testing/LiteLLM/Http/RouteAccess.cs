namespace Alitellm.Testing.LiteLLM;

/// <summary>Who may call a route, and how the others are turned away.</summary>
internal enum RouteAccess
{
    /// <summary>No key needed.</summary>
    Public,

    /// <summary>Any valid key.</summary>
    AnyKey,

    /// <summary>The master key; a user's key gets 401.</summary>
    Admin,

    /// <summary>The master key; a user's key gets 403.</summary>
    ModelWrite,
}
