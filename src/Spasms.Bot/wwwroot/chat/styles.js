// The page's own colours, so that both themes and a changed style sheet hold for Web Chat too.
export function styles() {
  const root = getComputedStyle(document.documentElement);
  const colour = name => root.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour('brand'),
    subtle: colour('soft'),
    backgroundColor: colour('card'),
    primaryFont: root.fontFamily,
    fontSizeSmall: '85%',
    sendBoxTextWrap: true,
    rootHeight: '100%',
    autoScrollSnapOnPage: true,
    bubbleBackground: colour('tint'),
    bubbleTextColor: colour('text'),
    bubbleBorderColor: colour('line'),
    bubbleBorderRadius: 12,
    bubbleMaxWidth: 640,
    bubbleFromUserBackground: colour('mine'),
    bubbleFromUserTextColor: colour('text'),
    bubbleFromUserBorderColor: colour('mine'),
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserMaxWidth: 520,
    hideUploadButton: true,
    microphoneButtonColorOnDictate: colour('brand'),
    sendBoxBackground: colour('card'),
    sendBoxTextColor: colour('text'),
    sendBoxPlaceholderColor: colour('soft'),
    sendBoxButtonColor: colour('brand'),
    sendBoxButtonColorOnHover: colour('text'),
    sendBoxButtonColorOnFocus: colour('brand'),
    sendBoxHeight: 48,
    sendBoxBorderTop: `solid 1px ${colour('line')}`,
    sendBoxBorderBottom: `solid 1px ${colour('line')}`,
    sendBoxBorderLeft: `solid 1px ${colour('line')}`,
    sendBoxBorderRight: `solid 1px ${colour('line')}`,
    suggestedActionLayout: 'flow',
    suggestedActionHeight: 44,
    suggestedActionBackgroundColor: colour('card'),
    suggestedActionTextColor: colour('brand'),
    suggestedActionBorderColor: colour('brand'),
    suggestedActionBorderRadius: 10,
    suggestedActionBackgroundColorOnHover: colour('mine'),
    suggestedActionTextColorOnHover: colour('text'),
    suggestedActionKeyboardFocusIndicatorBorderColor: colour('focus'),
    timestampColor: colour('soft'),
    transcriptActivityVisualKeyboardIndicatorColor: colour('focus'),
    transcriptVisualKeyboardIndicatorColor: colour('focus'),
    connectivityTextSize: 14,
    markdownRespectCRLF: true,
  };
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
