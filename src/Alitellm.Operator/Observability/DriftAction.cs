namespace Alitellm.Operator.Observability;

/// <summary>Writes that corrected LiteLLM.</summary>
internal enum DriftAction
{
    /// <summary>An entry that had been there was created again.</summary>
    CreateMissing,

    /// <summary>An entry that differed was updated.</summary>
    UpdateDrifted,

    /// <summary>The entry of a deleted object was deleted.</summary>
    DeleteVanished,

    /// <summary>A second row of one model was deleted.</summary>
    DuplicatePruned,

    /// <summary>An entry found by its name was taken over.</summary>
    AdoptedByName,
}
