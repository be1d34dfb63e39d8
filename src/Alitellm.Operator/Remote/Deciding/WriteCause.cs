namespace Alitellm.Operator.Remote.Deciding;

/// <summary>Why LiteLLM is written.</summary>
internal enum WriteCause
{
    None,

    /// <summary>The entry never existed.</summary>
    FirstCreate,

    /// <summary>The entry existed and is gone.</summary>
    Vanished,

    /// <summary>The spec or a secret changed.</summary>
    SpecChanged,

    /// <summary>The entry exists and becomes ours.</summary>
    Adopted,

    /// <summary>Somebody changed the entry.</summary>
    Drifted,

    /// <summary>Somebody copied the entry, mark and all.</summary>
    Duplicated,
}
