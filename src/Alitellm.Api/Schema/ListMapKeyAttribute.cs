namespace Alitellm.Api.Schema;

/// <summary>
/// The list is a map: the API server refuses two items with an equal key and merges apply patches per item. The key must be a required property
/// of the item.
/// </summary>
/// <param name="key">The key's JSON name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapKeyAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
