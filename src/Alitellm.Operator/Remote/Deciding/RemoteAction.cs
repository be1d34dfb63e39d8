namespace Alitellm.Operator.Remote.Deciding;

/// <summary>What a reconcile does in LiteLLM.</summary>
internal enum RemoteAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing yet: one more read must agree first.</summary>
    Confirm,

    Create,

    Update,

    /// <summary>Delete and create again: the update route cannot remove a key.</summary>
    Replace,

    /// <summary>Delete the entries that carry our mark beside the one the object is bound to.</summary>
    Prune,
}
