namespace Alitellm.Operator.Remote.Deciding;

/// <summary>Which LiteLLM entry an object is bound to.</summary>
internal enum Binding
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>Recorded, marked or stamped as ours.</summary>
    Ours,

    /// <summary>It has our name and no marker: adoption decides.</summary>
    Unmarked,

    /// <summary>Another object of this operator marked it.</summary>
    TakenBySibling,

    /// <summary>Another operator instance marked it.</summary>
    OwnedElsewhere,
}
