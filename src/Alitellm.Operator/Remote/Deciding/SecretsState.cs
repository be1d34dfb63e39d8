namespace Alitellm.Operator.Remote.Deciding;

/// <summary>How the secret values relate to those last written.</summary>
internal enum SecretsState
{
    /// <summary>The same, or there are none.</summary>
    Same,

    /// <summary>Not known: nothing was recorded.</summary>
    Unrecorded,

    Changed,

    /// <summary>The Secrets are the same versions, only the key of the hash is another (the master key was rotated): record, do not write.</summary>
    Rehashed,
}
