namespace Alitellm.Operator.Remote.Content;

/// <summary>Whose a LiteLLM entry is, as far as the entry itself tells.</summary>
internal enum Ownership
{
    /// <summary>Nobody's mark: made by hand or by another tool. The adoption policy decides.</summary>
    Unmarked,

    /// <summary>Made by the reference operator, which stamps <c>alitellm-operator/&lt;version&gt;</c> but names no instance. Taken over in place.</summary>
    Stamped,

    /// <summary>Our instance, our object; whatever the UID, since a cluster rebuilt from Git has new ones.</summary>
    Ours,

    /// <summary>Our instance, another object.</summary>
    OurInstanceOtherObject,

    /// <summary>An instance whose entries we were told to take over, for whichever object.</summary>
    AdoptableInstance,

    /// <summary>An instance that is none of ours. Never written, never deleted.</summary>
    OtherInstance,

    /// <summary>Of our name and yet no concern of the object: another member of a pool. Never bound, adopted, pruned or deleted.</summary>
    Uninvolved,
}
