namespace Alitellm.Operator.Discovery.Sources;

/// <summary>Why a source could not be listed. None of them ever means "the source is empty".</summary>
internal enum SourceFailure
{
    /// <summary>The spec or the Secret's content cannot be used; nothing was sent. Only an edit heals it.</summary>
    InvalidConfig,

    /// <summary>The Secret, or a key in it, does not exist. Tried again in minutes; its creation is noticed at once.</summary>
    SecretNotFound,

    /// <summary>The source refused the credentials. Tried again in minutes, so that a revoked key does not lock an account.</summary>
    AuthFailed,

    /// <summary>No answer, or none that can be used. Tried again with backoff, or when the source said.</summary>
    Unreachable,
}
