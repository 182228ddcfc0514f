// A result comes as a card beside its words.
export function hasCard(activity) {
  return activity.attachments?.some(a => a.contentType === 'application/vnd.microsoft.card.adaptive') ?? false;
}

// Cards in the page's own colours: the level's word stands in a strip of its colour.
export function cardLook() {
  const root = getComputedStyle(document.documentElement);
  const colour = name => root.getPropertyValue(`--${name}`).trim();
  const ink = (main, subtle = main) => ({ default: main, subtle, highlightColors: { default: colour('mark'), subtle: colour('mark') } });
  const inks = main => {
    const text = ink(main, colour('soft'));
    return { default: text, dark: text, light: text, accent: ink(colour('brand')), good: ink(colour('brand')), warning: ink(colour('warn')), attention: ink(colour('danger')) };
  };
  const strip = (back, front) => ({ backgroundColor: colour(back), foregroundColors: inks(colour(front)) });
  return {
    fontFamily: root.fontFamily,
    fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
    spacing: { small: 6, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 14 },
    supportsInteractivity: true,
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: { backgroundColor: 'transparent', foregroundColors: inks(colour('text')) },
      emphasis: strip('page', 'text'),
      accent: strip('mine', 'text'),
      good: strip('mine', 'text'),
      warning: strip('warn-soft', 'warn'),
      attention: strip('danger-soft', 'danger'),
    },
    actions: { maxActions: 6, spacing: 'medium', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  };
}
